package io.tributary.activation;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts activation-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ActivationApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(ActivationApplication.class, arguments);
    }
}
