"""Who works here: how they sign in, how often that may be tried, their second factor, and when a
session ends. It knows nothing of claims but who may publish them."""
