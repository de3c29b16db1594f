"""What people look up about themselves: months of participation, benefits, medical visits."""
