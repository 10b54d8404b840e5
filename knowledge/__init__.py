"""The retrieval layer: documents become passages and typed terms that can be searched.

It knows nothing of complaints; whoever asks brings a query, a date and filters.
"""
