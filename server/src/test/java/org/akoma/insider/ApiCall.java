package org.akoma.insider;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One request of one account to the API, and the answer. A body that is not JSON is read as text. */
record ApiCall(String method, String path, Map<String, Object> body, int status, String text, Optional<String> etag) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * @param body null = none.
     * @param ifMatch null = no such header
     */
    static ApiCall send(
            String base, String token, String method, String path, Map<String, Object> body, String ifMatch) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path.replace(" ", "%20")));
        if (token != null) request.header("Authorization", "Bearer " + token);
        if (ifMatch != null) request.header("If-Match", ifMatch);
        if (body == null) request.method(method, HttpRequest.BodyPublishers.noBody());
        else
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        try {
            HttpResponse<String> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new ApiCall(
                    method,
                    path,
                    body,
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().firstValue("ETag"));
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean done() {
        return status >= 200 && status < 300;
    }

    boolean writes() {
        return !method.equals("GET");
    }

    JsonNode json() {
        if (text.isEmpty() || text.charAt(0) != '{' && text.charAt(0) != '[') return JSON.missingNode();
        return JSON.readTree(text);
    }

    /** What came of it, to tell what is new: the codes that were taken where it was done, else why it was refused. */
    Set<String> outcomes() {
        Set<String> outcomes = new HashSet<>();
        outcomes.add(String.valueOf(status));
        if (!done()) outcomes.addAll(json().path("errors").findValuesAsString("code"));
        else if (body != null)
            body.forEach((field, value) -> {
                if (String.valueOf(value).matches("[A-Z][A-Z_0-9]*|true|false")) outcomes.add(field + "=" + value);
            });
        return outcomes;
    }

    /** As a line that somebody can repeat. */
    String shown() {
        String sent = body == null ? "" : " " + JSON.writeValueAsString(body);
        return method + " " + path + (sent.length() > 600 ? sent.substring(0, 600) + "…" : sent) + " -> " + status;
    }
}
