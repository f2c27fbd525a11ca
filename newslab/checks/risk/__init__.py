"""What are the chances that an editor finds an error?"""
