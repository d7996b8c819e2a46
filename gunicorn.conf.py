"""What holds for gunicorn wherever it is started from this folder: by `make run`, in the image, by hand."""

logger_class = "sgbc.gunicorn_logs.MaskingLogger"
limit_request_line = 8190  # RFC 9110, 4.1: addresses of 8000 bytes at least
