"""What is said to every browser, and which requests are answered at all."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

Answer = Callable[[HttpRequest], HttpResponseBase]

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
HEADERS = {
    # Nothing here needs a device, and no other site may hold a page or read a file of ours.
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
    "display-capture=(), browsing-topics=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}


def only_what_a_browser_sends(answer: Answer) -> Answer:
    """Middleware; stands outermost but one. A form is sent by POST, and nothing by any other."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        known = request.method in METHODS
        response = answer(request) if known else HttpResponseNotAllowed(METHODS)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return answered
