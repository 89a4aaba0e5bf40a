package org.akoma;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A program that talks JSON to the application. */
public final class Caller {

    public static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private final int port;
    private final String token;

    public Caller(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** The same program with a token of this person. */
    public Caller as(String username, String password) {
        Answer answer = post("/api/v1/tokens", Map.of("username", username, "password", password));
        if (answer.status() != 201) throw new IllegalStateException(username + " gets no token: " + answer);
        return withToken(answer.json().path("token").asString());
    }

    public Caller withToken(String another) {
        return new Caller(port, another);
    }

    public String token() {
        return token;
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, Map<String, ?> body) {
        return send("POST", path, "application/json", JsonMapper.shared().writeValueAsString(body));
    }

    /** @param version what {@code If-Match} says; null = nothing */
    public Answer put(String path, Map<String, ?> body, String version) {
        String[] tag = version == null ? new String[0] : new String[] {"If-Match", version};
        return send("PUT", path, "application/json", JsonMapper.shared().writeValueAsString(body), tag);
    }

    /**
     * A step decided on a version.
     *
     * @param version what {@code If-Match} says
     */
    public Answer post(String path, Map<String, ?> body, String version) {
        return send(
                "POST", path, "application/json", JsonMapper.shared().writeValueAsString(body), "If-Match", version);
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /**
     * Anything at all.
     *
     * @param more header names and values in turn
     */
    public Answer send(String method, String path, String type, String body, String... more) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", type).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (more.length > 0) request.headers(more);
        return send(request);
    }

    /** A request under way, to add headers to. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (token != null) request.header("Authorization", "Bearer " + token);
        return request;
    }

    public Answer send(HttpRequest.Builder request) {
        return fetch(request.build());
    }

    public static Answer fetch(HttpRequest request) {
        try {
            return new Answer(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
