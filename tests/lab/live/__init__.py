"""Live video for a long time: viewers that come, go and are killed, with docks that misbehave.

`scripts/live` runs it. Everything crosses real wires: MQTT through Mosquitto, RTMP into the
integration, HTTP out of it; only Home Assistant runs in this process, so that nothing it keeps can
hide.
"""
