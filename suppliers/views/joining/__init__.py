"""The provider's side: its pages, from the public ones to where its application stands."""
