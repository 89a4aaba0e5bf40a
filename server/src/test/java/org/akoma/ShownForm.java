package org.akoma;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A form as a page shows it, filled in as a person would who changes nothing and answers what is open.
 *
 * @param action where it is sent
 * @param fields names and values in turn, without the token of the session
 */
record ShownForm(String action, List<String> fields) {

    private static final Pattern FORM = Pattern.compile("(?s)<form([^>]*)>(.*?)</form>");
    private static final Pattern CONTROL = Pattern.compile(
            "(?s)<input[^>]*>|<textarea([^>]*)>(.*?)</textarea>|<select([^>]*)>(.*?)</select>|<button[^>]*>");
    private static final Pattern CHECKED = Pattern.compile("<input[^>]*\\schecked[^>]*>");
    private static final Pattern OPTION = Pattern.compile("<option([^>]*)>");

    /** All forms of a page that change something; those that carry a file are left out. */
    static List<ShownForm> of(String page) {
        return FORM.matcher(page)
                .results()
                .filter(form -> attribute(form.group(1), "method").equals("post"))
                .filter(form -> !attribute(form.group(1), "action").isEmpty())
                .filter(form -> !form.group(2).contains("type=\"file\""))
                .map(form -> new ShownForm(attribute(form.group(1), "action"), filled(form.group(2))))
                .toList();
    }

    /** The address with ids, codes of things (AK-001, NGO-A, CI) and keys of limits taken out. */
    static String shape(String address) {
        return address.replaceAll("[?#].*", "")
                .replaceAll("/[0-9a-f]{8}-[0-9a-f-]{27}|/(?=[^/]*\\d)[A-Za-z0-9._~-]+|/[A-Z]+(-[A-Z]+)*(?=/|$)", "/*")
                .replaceAll("^/settings/policies/[^/]+", "/settings/policies/*");
    }

    /** The same with the names of what is asked of it: /cases/AK-001?risk=HIGH is a /cases/*?risk. */
    static String kind(String address) {
        return shape(address) + address.replaceAll("#.*|^[^?]*", "").replaceAll("=[^&]*", "");
    }

    String shape() {
        return shape(action);
    }

    /** The form sends the version that its page showed, or its address names a thing. */
    boolean changes() {
        return fields.indexOf("version") % 2 == 0
                || shape().replaceFirst("^/cases/\\*", "").contains("*");
    }

    private static List<String> filled(String form) {
        List<String> fields = new ArrayList<>();
        Set<String> groups = new HashSet<>();
        Set<String> marked = CHECKED.matcher(form)
                .results()
                .map(input -> attribute(input.group(), "name"))
                .collect(Collectors.toSet());
        CONTROL.matcher(form).results().forEach(control -> fill(control, marked, groups, fields));
        return fields;
    }

    private static void fill(MatchResult control, Set<String> marked, Set<String> groups, List<String> fields) {
        String tag = control.group();
        String name = attribute(
                tag.startsWith("<textarea") ? control.group(1) : tag.startsWith("<select") ? control.group(3) : tag,
                "name");
        if (name.isEmpty() || name.equals("_csrf")) return;
        if (tag.startsWith("<textarea"))
            add(fields, name, control.group(2).isBlank() ? "Rien de nouveau" : text(control.group(2)));
        else if (tag.startsWith("<select")) add(fields, name, chosen(control.group(4)));
        else if (tag.startsWith("<button")) {
            if (groups.add("button")) add(fields, name, text(attribute(tag, "value")));
        } else input(tag, name, marked, groups, fields);
    }

    private static void input(String tag, String name, Set<String> marked, Set<String> groups, List<String> fields) {
        String value = text(attribute(tag, "value"));
        switch (attribute(tag, "type")) {
            case "radio" -> {
                if ((!marked.contains(name) || tag.contains("checked")) && groups.add(name)) add(fields, name, value);
            }
            case "checkbox" -> {
                if (tag.contains("checked")) add(fields, name, value);
            }
            case "hidden" -> add(fields, name, value);
            default -> add(fields, name, value.isEmpty() ? typed(tag, name) : value);
        }
    }

    private static String typed(String tag, String name) {
        if (name.endsWith("-day")) return "16";
        if (name.endsWith("-month")) return "11";
        if (name.endsWith("-year")) return "2015";
        if (name.endsWith("-time")) return "07:30";
        if (name.contains("mail")) return "personne@example.org";
        return attribute(tag, "inputmode").equals("numeric") ? "1" : "Rien de nouveau";
    }

    private static String chosen(String options) {
        String first = "";
        Matcher option = OPTION.matcher(options);
        while (option.find()) {
            String value = text(attribute(option.group(1), "value"));
            if (option.group(1).contains("selected") && !value.isEmpty()) return value;
            if (first.isEmpty()) first = value;
        }
        return first;
    }

    private static void add(List<String> fields, String name, String value) {
        fields.add(name);
        fields.add(value);
    }

    private static String attribute(String tag, String name) {
        Matcher found = Pattern.compile("(?:^|\\s)" + name + "=\"([^\"]*)\"").matcher(tag);
        return found.find() ? found.group(1) : "";
    }

    private static String text(String html) {
        return html.replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .strip();
    }
}
