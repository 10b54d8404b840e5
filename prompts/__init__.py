"""What a model is told, and how letters sound. The files here are meant to be read and changed by the business owner."""
