package org.akoma;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the application answered over HTTP. */
public record Answer(HttpResponse<String> response) {

    /** No page of any test has a link that leads nowhere. */
    public Answer {
        if (response.headers().firstValue("Content-Type").orElse("").startsWith("text/html")
                && response.body().contains("href=\"\""))
            throw new AssertionError("a link without an address: " + response.uri() + "\n" + response.body());
    }

    public int status() {
        return response.statusCode();
    }

    public String body() {
        return response.body();
    }

    public JsonNode json() {
        return JsonMapper.shared().readTree(body());
    }

    /** The stable code of a problem. */
    public String code() {
        return json().path("code").asString("");
    }

    /** Which fields a problem names. */
    public List<String> fields() {
        return json().path("errors").findValuesAsString("field");
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    public List<String> headers(String name) {
        return response.headers().allValues(name);
    }

    public String location() {
        return header("Location").orElse("");
    }

    @Override
    public String toString() {
        return status() + " " + response.headers().map() + "\n" + body();
    }
}
