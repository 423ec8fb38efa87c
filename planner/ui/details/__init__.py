"""The selected goal: its head line and the tabs 轨迹, 里程碑, 进展, 依据, 历史."""
