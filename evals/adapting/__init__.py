"""The linear map that turns the encoder's vectors towards the field: what it is learnt from, and how."""
