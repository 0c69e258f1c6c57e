package io.tributary.segment;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service that keeps profiles, decides memberships and answers questions about segments. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SegmentApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(SegmentApplication.class, arguments);
    }
}
