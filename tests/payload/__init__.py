"""The camera and the gimbal of an aircraft that flies."""
