"""The story: what events, tallies and statements add up to: timeline, truces, responses, talks, presence, framing."""
