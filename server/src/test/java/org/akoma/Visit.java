package org.akoma;

import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen: keeps cookies and sends forms with their CSRF token. */
public final class Visit {

    public static final String BOUNDARY = "----akoma-test";

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    /** The sign-in page of each house, opened once: its form may be sent by as many as want to. */
    private static final Map<Integer, Visit> DOORS = new ConcurrentHashMap<>();

    private final int port;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String csrf = "";
    private boolean showedNoForm;
    private boolean secure;
    private String languages = "";

    public Visit(int port) {
        this.port = port;
    }

    /** From now on as a proxy sends it that speaks TLS to the browser. */
    public Visit secure() {
        secure = true;
        return this;
    }

    /** From now on with these as the languages that the browser accepts. */
    public Visit speaking(String accepted) {
        languages = accepted;
        return this;
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    /**
     * Sends a form with the CSRF token of the page shown last, unless a field names another.
     *
     * @param fields names and values in turn
     */
    public Answer post(String path, String... fields) {
        List<String> form = new ArrayList<>();
        openAForm();
        if (!List.of(fields).contains("_csrf")) form.add(encoded("_csrf", csrf));
        for (int i = 0; i < fields.length; i += 2) form.add(encoded(fields[i], fields[i + 1]));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", form))));
    }

    /**
     * Opens a page and sends the form with this action, with the version that the page shows.
     *
     * @param fields names and values in turn
     */
    public Answer press(String page, String action, String... fields) {
        List<String> all = new ArrayList<>(List.of("version", String.valueOf(versionOf(get(page), action))));
        all.addAll(List.of(fields));
        return post(action, all.toArray(String[]::new));
    }

    /** The version that a form of a page sends with it. */
    public static int versionOf(Answer page, String action) {
        Matcher form = Pattern.compile("<form[^>]*action=\"" + Pattern.quote(action) + "\".*?</form>", Pattern.DOTALL)
                .matcher(page.body());
        if (!form.find()) throw new AssertionError("no form to " + action);
        Matcher version =
                Pattern.compile("name=\"version\"[^>]*value=\"(\\d+)\"").matcher(form.group());
        if (!version.find()) throw new AssertionError("no version in the form to " + action);
        return Integer.parseInt(version.group(1));
    }

    /**
     * Sends a form with one file, {@code file}, with the CSRF token as pages send it: in the body, since addresses are kept in logs.
     *
     * @param fields names and values in turn
     */
    public Answer postFile(String path, String name, byte[] content, String... fields) {
        String[] all = new String[fields.length + 2];
        openAForm();
        all[0] = "_csrf";
        all[1] = csrf;
        System.arraycopy(fields, 0, all, 2, fields.length);
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(multipart(name, content, all))));
    }

    /**
     * A form with one file.
     *
     * @param fields names and values in turn
     */
    public static byte[] multipart(String name, byte[] content, String... fields) {
        StringBuilder more = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2)
            more.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + fields[i] + "\"\r\n\r\n"
                    + fields[i + 1] + "\r\n");
        byte[] head = (more + "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(head.length + content.length + tail.length)
                .put(head)
                .put(content)
                .put(tail)
                .array();
    }

    /**
     * Signs in through a sign-in page that was opened before, for tests that are about something else: one request where {@link #signIn} makes three.
     *
     * @throws IllegalStateException when nobody comes in so
     */
    public Visit enter(String username, String password) {
        Visit door = DOORS.computeIfAbsent(port, house -> {
            Visit first = new Visit(house);
            first.get("/sign-in");
            return first;
        });
        cookies.putAll(door.cookies);
        csrf = door.csrf;
        Answer answer = post("/sign-in", "username", username, "password", password);
        if (answer.status() != 303) throw new IllegalStateException(username + " cannot sign in: " + answer);
        showedNoForm = true;
        return this;
    }

    /** Forms of a session have a token of their own, which any page shows. */
    private void openAForm() {
        if (showedNoForm) get("/help");
    }

    /** Opens the sign-in page, fills it in and sends it. */
    public Answer signIn(String username, String password, String... more) {
        get("/sign-in");
        String[] fields = new String[4 + more.length];
        fields[0] = "username";
        fields[1] = username;
        fields[2] = "password";
        fields[3] = password;
        System.arraycopy(more, 0, fields, 4, more.length);
        Answer answer = post("/sign-in", fields);
        if (answer.status() == 303) get("/help"); // forms of a session have a token of their own
        return answer;
    }

    /** The token of the page shown last. */
    public String csrf() {
        openAForm();
        return csrf;
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    public void forgetCsrf() {
        csrf = "";
        showedNoForm = false;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept", "text/html");
        if (secure) request.header("X-Forwarded-Proto", "https");
        if (!languages.isEmpty()) request.header("Accept-Language", languages);
        if (!cookies.isEmpty())
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(c -> c.getKey() + "=" + c.getValue())
                            .collect(Collectors.joining("; ")));
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        Answer answer = Caller.fetch(request.build());
        answer.headers("Set-Cookie").stream()
                .flatMap(header -> HttpCookie.parse(header).stream())
                .forEach(this::keep);
        Matcher found = CSRF.matcher(answer.body());
        if (found.find()) {
            csrf = found.group(1);
            showedNoForm = false;
        }
        return answer;
    }

    private void keep(HttpCookie cookie) {
        if (cookie.getMaxAge() == 0) cookies.remove(cookie.getName());
        else cookies.put(cookie.getName(), cookie.getValue());
    }

    private static String encoded(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
