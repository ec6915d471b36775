"""The manager's side of a review, as one feature; its views are in manager_views and sign_views."""

from flask import Blueprint

blueprint = Blueprint("manager", __name__)
