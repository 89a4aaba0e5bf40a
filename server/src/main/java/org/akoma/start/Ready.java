package org.akoma.start;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.akoma.Refused;

/** Asks the health check, as a person's monitor would, until it says UP. */
final class Ready {

    private static final int TRIES = 120;
    private static final Duration PAUSE = Duration.ofMillis(250);

    private Ready() {}

    static String address(int port) {
        return "http://localhost:" + port;
    }

    /**
     * Waits half a minute at most.
     *
     * @param host an address, not a name
     */
    static void await(String host, int port) throws InterruptedException {
        HttpRequest health = HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + "/actuator/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int tries = 0; tries < TRIES; tries++) {
                if (isUp(client, health)) {
                    return;
                }
                Thread.sleep(PAUSE);
            }
        }
        throw Refused.of("ready.silent", health.uri());
    }

    /** Asks for a page, to have its classes loaded. */
    static void visit(int port, String path) throws InterruptedException, IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(
                    HttpRequest.newBuilder(URI.create(address(port) + path)).build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    private static boolean isUp(HttpClient client, HttpRequest health) throws InterruptedException {
        try {
            var answer = client.send(health, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200; // a house that cannot publish its roots says so, and works
        } catch (IOException e) {
            return false;
        }
    }
}
