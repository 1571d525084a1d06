"""roleplay: practise serving difficult service users before you meet them."""

__version__ = "0.1.0"
