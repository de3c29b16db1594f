"""The floor: a Flask application that does nothing."""

from flask import Flask

app = Flask("hello")


@app.get("/")
def hello() -> str:
    """Two words."""
    return "Hello, World!"
