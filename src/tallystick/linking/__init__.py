"""Claims to incidents: which claims tell of one thing, and why each stands where it stands."""

from tallystick.linking.linker import LinkResult, link

__all__ = ["LinkResult", "link"]
