package io.tributary.doubles;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * How one program runs. Port 0 takes a free one; a job of SendGrid takes effect after jobDelay; a platform without keys
 * lets nobody in.
 */
public record Settings(int port, Path directory, Set<String> sendgridKeys, Set<String> metaTokens, Duration jobDelay) {

    public Settings {
        sendgridKeys = Set.copyOf(sendgridKeys);
        metaTokens = Set.copyOf(metaTokens);
    }
}
