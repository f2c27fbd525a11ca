"""Many articles × many summarizers: run them, compare them, report on them."""
