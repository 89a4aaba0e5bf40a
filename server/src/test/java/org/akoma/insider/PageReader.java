package org.akoma.insider;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the pages of one account for what their forms offer: the choices of each field, by its name. It presses no button. */
final class PageReader {

    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)\"");
    private static final Pattern FORM = Pattern.compile("(?s)<form([^>]*)>(.*?)</form>");
    private static final Pattern FIELD = Pattern.compile("<input[^>]*type=\"(?:radio|checkbox)\"[^>]*>");
    private static final Pattern SELECT = Pattern.compile("(?s)<select([^>]*)>(.*?)</select>");
    private static final Pattern OPTION = Pattern.compile("<option[^>]*value=\"([^\"]+)\"");
    private static final Pattern SKIPPED =
            Pattern.compile("^/(leave|assets|sign-|api|actuator).*|.*/(file|content|thumbnail)(\\?.*)?$|.*lang=.*");
    private static final int PAGES = 90;
    private static final int OF_ONE_SHAPE = 2;

    private final String base;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    PageReader(String base) {
        this.base = base;
    }

    void read(String person, String password, Knowledge known) {
        Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]*)\"|value=\"([^\"]*)\"[^>]*name=\"_csrf\"")
                .matcher(get("/sign-in"));
        String csrf = token.find() ? (token.group(1) != null ? token.group(1) : token.group(2)) : "";
        send(HttpRequest.newBuilder(URI.create(base + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=" + person + "&password=" + password + "&_csrf="
                        + URLEncoder.encode(csrf, StandardCharsets.UTF_8))));
        Deque<String> next = new ArrayDeque<>();
        Map<String, Integer> shapes = new HashMap<>();
        next.add("/");
        for (int pages = 0; pages < PAGES && !next.isEmpty(); ) {
            String path = next.poll();
            if (shapes.merge(shape(path), 1, Integer::sum) > OF_ONE_SHAPE) continue;
            pages++;
            String page = get(path);
            learn(path, page, known);
            Matcher links = LINK.matcher(page);
            while (links.find()) {
                String link = links.group(1).replace("&amp;", "&");
                if (!SKIPPED.matcher(link).matches() && shapes.getOrDefault(shape(link), 0) < OF_ONE_SHAPE)
                    next.add(link);
            }
        }
    }

    static String shape(String path) {
        return path.replaceAll("\\?.*", "").replaceAll("[A-Z]{2,6}-[A-Z0-9-]+|[0-9a-f]{8}-[0-9a-f-]{27}", "*");
    }

    /** Fields are kept by the address that their form sends to, else by that of the page. */
    private static void learn(String path, String page, Knowledge known) {
        Matcher forms = FORM.matcher(page);
        while (forms.find()) {
            String action = attribute(forms.group(1), "action");
            String where = shape(action.isEmpty() ? path : action);
            Matcher fields = FIELD.matcher(forms.group(2));
            while (fields.find()) {
                String name = attribute(fields.group(), "name");
                String value = attribute(fields.group(), "value");
                if (!name.isEmpty() && !value.isEmpty()) known.offer(where, name, value);
            }
            Matcher selects = SELECT.matcher(forms.group(2));
            while (selects.find()) {
                Matcher options = OPTION.matcher(selects.group(2));
                while (options.find()) known.offer(where, attribute(selects.group(1), "name"), options.group(1));
            }
        }
    }

    private static String attribute(String tag, String name) {
        Matcher found = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
        return found.find() ? found.group(1) : "";
    }

    private String get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path.replace(" ", "%20")))
                .GET());
    }

    private String send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
