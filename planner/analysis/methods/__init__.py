"""Published methods, one small module each with its source; ``cases`` runs published examples against them."""
