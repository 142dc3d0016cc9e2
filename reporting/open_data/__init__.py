"""Open data: what the council publishes about its contracts, for machines and for anybody.

Nothing in it points to a child or a family: a contract is named by its lot and its service, in no
free text. No address is published, and of a sole trader only the name it trades under.
"""
