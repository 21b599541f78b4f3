"""The camera and the gimbal of an aircraft, in flights that Home Assistant has started."""
