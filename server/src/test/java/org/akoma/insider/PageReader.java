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
    private static final Pattern INPUT = Pattern.compile("<input[^>]*>");
    private static final Pattern BUTTON = Pattern.compile("<button[^>]*>");
    private static final Pattern AREA = Pattern.compile("<textarea[^>]*>");
    private static final Pattern SELECT = Pattern.compile("(?s)<select([^>]*)>(.*?)</select>");
    private static final Pattern OPTION = Pattern.compile("<option[^>]*value=\"([^\"]+)\"");
    private static final Pattern SKIPPED =
            Pattern.compile("^/(tables|assets|sign-|api|actuator).*|.*/(file|content|thumbnail)(\\?.*)?$|.*lang=.*");
    private static final int PAGES = 110;
    private static final int OF_ONE_SHAPE = 2;

    private final String base;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    PageReader(String base) {
        this.base = base;
    }

    void read(String person, String password, Forms forms, Knowledge known) {
        Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]*)\"|value=\"([^\"]*)\"[^>]*name=\"_csrf\"")
                .matcher(get("/sign-in"));
        String csrf = token.find() ? (token.group(1) != null ? token.group(1) : token.group(2)) : "";
        send(HttpRequest.newBuilder(URI.create(base + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=" + person + "&password=" + password + "&_csrf="
                        + URLEncoder.encode(csrf, StandardCharsets.UTF_8))));
        Deque<String> next = new ArrayDeque<>();
        Deque<String> alike = new ArrayDeque<>();
        Map<String, Integer> shapes = new HashMap<>();
        next.add("/");
        for (int pages = 0; pages < PAGES && !(next.isEmpty() && alike.isEmpty()); ) {
            String path = next.isEmpty() ? alike.poll() : next.poll();
            if (shapes.merge(shape(path), 1, Integer::sum) > OF_ONE_SHAPE) continue;
            if (shapes.get(shape(path)) > 1 && !forms.isNew(shape(path))) continue;
            pages++;
            String page = get(path);
            learn(path, page, forms, known);
            Matcher links = LINK.matcher(page);
            while (links.find()) {
                String link = links.group(1).replace("&amp;", "&");
                if (SKIPPED.matcher(link).matches()) continue;
                int read = shapes.getOrDefault(shape(link), 0);
                if (read == 0 && next.stream().noneMatch(one -> shape(one).equals(shape(link)))) next.add(link);
                else if (read < OF_ONE_SHAPE) alike.add(link);
            }
        }
    }

    static String shape(String path) {
        return path.replaceAll("\\?.*", "").replaceAll("[A-Z]{2,6}-[A-Z0-9-]+|[0-9a-f]{8}-[0-9a-f-]{27}", "*");
    }

    /** Fields are kept by the address that their form sends to, else by that of the page. */
    private static void learn(String path, String page, Forms forms, Knowledge known) {
        Matcher found = FORM.matcher(page);
        while (found.find()) {
            if (!attribute(found.group(1), "method").equals("post")) continue;
            String action = attribute(found.group(1), "action");
            String where = shape(action.isEmpty() ? path : action);
            inputs(found.group(2), where, forms, known);
            Matcher areas = AREA.matcher(found.group(2));
            while (areas.find()) forms.field(name(areas.group()), Forms.Kind.WORDS);
            Matcher buttons = BUTTON.matcher(found.group(2));
            while (buttons.find())
                offer(where, name(buttons.group()), attribute(buttons.group(), "value"), forms, known);
            Matcher selects = SELECT.matcher(found.group(2));
            while (selects.find()) {
                forms.takesOne(name(selects.group(1)));
                Matcher options = OPTION.matcher(selects.group(2));
                while (options.find()) offer(where, name(selects.group(1)), options.group(1), forms, known);
            }
        }
    }

    private static void inputs(String form, String where, Forms forms, Knowledge known) {
        Map<String, Integer> boxes = new HashMap<>();
        Matcher inputs = INPUT.matcher(form);
        while (inputs.find()) {
            String name = name(inputs.group());
            String value = attribute(inputs.group(), "value");
            if (name.isEmpty()) continue;
            switch (attribute(inputs.group(), "type")) {
                case "hidden" -> forms.field(name, Forms.Kind.TEXT);
                case "radio" -> {
                    offer(where, name, value, forms, known);
                    forms.takesOne(name);
                }
                case "checkbox" -> {
                    offer(where, name, value, forms, known);
                    if (boxes.merge(name, 1, Integer::sum) > 1) forms.takesMany(name);
                }
                default -> forms.field(name, kind(inputs.group()));
            }
        }
    }

    private static Forms.Kind kind(String input) {
        String name = attribute(input, "name");
        if (name.endsWith("-time")) return Forms.Kind.MOMENT;
        if (name.endsWith("-year") || attribute(input, "type").equals("date")) return Forms.Kind.DATE;
        boolean number = attribute(input, "inputmode").equals("numeric") && !name.contains("-");
        return number ? Forms.Kind.NUMBER : Forms.Kind.TEXT;
    }

    /** Without the parts of a day, and without the number of a row: {@code on-day}, {@code aim-1}. */
    private static String name(String tag) {
        String name = attribute(tag, "name").replaceAll("-(day|month|year|time|[0-9]+)$", "");
        return name.matches("[a-z][A-Za-z]*") ? name : "";
    }

    /** Ids and codes of children are this reader's own; the codes of a choice are everybody's. */
    private static void offer(String where, String name, String value, Forms forms, Knowledge known) {
        if (name.isEmpty() || value.isEmpty()) return;
        if (value.matches("[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z]{2,6}-[A-Z0-9-]+|[a-z]+-[0-9]+")) {
            forms.field(name, Forms.Kind.TEXT);
            known.know(name, java.util.List.of(value));
        } else forms.offer(where, name, value);
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
