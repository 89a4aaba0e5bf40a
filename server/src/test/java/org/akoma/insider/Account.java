package org.akoma.insider;

import java.util.Map;
import java.util.UUID;

/** One person's true account at the API. */
final class Account {

    private static final String PASSWORD = "akoma-demo";

    private final String base;
    private final String person;
    private final UUID id;
    private String token = "";
    private int calls;

    Account(String base, String person, UUID id) {
        this.base = base;
        this.person = person;
        this.id = id;
        signIn();
    }

    private void signIn() {
        token = tokenOf(base, person);
        if (token.isEmpty()) throw new IllegalStateException(person + " gets no token");
    }

    /** Empty when the person may not enter. */
    static String tokenOf(String base, String person) {
        Map<String, Object> words = Map.of("username", person, "password", PASSWORD);
        return ApiCall.send(base, null, "POST", "/api/v1/tokens", words, null)
                .json()
                .path("token")
                .asString("");
    }

    String person() {
        return person;
    }

    UUID id() {
        return id;
    }

    int calls() {
        return calls;
    }

    /** Reads the pages as this person. */
    void readPages(Forms forms, Knowledge known) {
        new PageReader(base).read(person, PASSWORD, forms, known);
    }

    ApiCall get(String path) {
        return send("GET", path, null, null);
    }

    /**
     * @param body null = none.
     * @param ifMatch null = no such header
     */
    ApiCall send(String method, String path, Map<String, Object> body, String ifMatch) {
        calls++;
        ApiCall answer = ApiCall.send(base, token, method, path, body, ifMatch);
        if (answer.status() != 401) return answer;
        signIn();
        return ApiCall.send(base, token, method, path, body, ifMatch);
    }
}
