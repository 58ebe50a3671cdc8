"""What is made of an organisation: rules that find gaps in ownership."""
