"""Policy documents in: text, marked phrases, proposed goals.

Offsets everywhere are Python string indices of the stored text. Nothing here reads a clock.
"""
