-- What a member sees is read by channel; without this the whole history was read for every message shown.
CREATE INDEX playground_messages_by_channel ON playground_messages (channel, position);
