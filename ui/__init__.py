"""The pages people work in, on Streamlit. Everything they do goes through the front door of `assistant`."""
