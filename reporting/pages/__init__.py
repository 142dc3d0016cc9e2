"""Pages of reporting: reports, the cap, requests and approvals."""
