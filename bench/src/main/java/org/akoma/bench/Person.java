package org.akoma.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Somebody with a token, who asks the public API. */
record Person(String url, String token) {

    static final int FORBIDDEN = 403;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static Person signIn(String url, String username) throws IOException, InterruptedException {
        byte[] answer = send(HttpRequest.newBuilder(URI.create(url + "/api/v1/tokens"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        Bench.JSON.writeValueAsString(Map.of("username", username, "password", House.PASSWORD)))));
        return new Person(url, Bench.JSON.readTree(answer).path("token").asString());
    }

    byte[] get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    byte[] post(String path, byte[] json) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json)));
    }

    int status(String path) throws IOException, InterruptedException {
        return CLIENT.send(request(path).GET().build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** Types words into the search box; the answer is an address, whose last part is told. */
    String search(String words) throws IOException, InterruptedException {
        HttpResponse<Void> answer = CLIENT.send(
                request("/search")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "q=" + URLEncoder.encode(words, StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        String address = answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("no search: " + answer.statusCode()));
        return address.substring(address.lastIndexOf('/') + 1);
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return Bench.JSON.readTree(get(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + token);
    }

    private static byte[] send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300)
            throw new IOException(answer.request().method() + " " + answer.uri() + " answered " + answer.statusCode()
                    + ": " + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
        return answer.body();
    }
}
