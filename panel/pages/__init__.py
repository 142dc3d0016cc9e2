"""The panel's pages: meetings, their agenda, the desk, the decision sheet."""
