package org.akoma;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Akoma {
    static void main(String[] args) {
        SpringApplication.run(Akoma.class, args);
    }
}
