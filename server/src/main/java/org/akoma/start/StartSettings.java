package org.akoma.start;

import java.net.InetAddress;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.Refused;
import org.akoma.Said;
import org.akoma.ground.database.Compartments;
import org.akoma.ground.database.StartRefused;
import org.akoma.ground.openid.OpenIdSettings;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.core.env.Environment;

/**
 * The settings that a start refuses. The beans that use them say it too, but only when folder, keys and database are made: {@code serve} asks here
 * before it makes anything, and {@code doctor} says the same sentences.
 */
final class StartSettings {

    /** What Java puts in the place of bytes that are no UTF-8. */
    private static final char NOT_UTF_8 = '\uFFFD';

    private static final int LONGEST_NAME = 80;
    private static final String HELP_LINES = "akoma.contacts.helplines";

    private final Environment settings;
    private final Binder binder;

    StartSettings(Environment settings) {
        this.settings = settings;
        this.binder = Binder.get(settings);
    }

    /**
     * The operator's files are read as UTF-8, above Spring's own reading of the same files, which takes them for ISO-8859-1.
     *
     * @param folder in which Akoma is started
     */
    static Map<String, Object> readAsUtf8(String folder) {
        String files = Stream.of("", "config/")
                .map(below -> "optional:file:" + folder + "/" + below + "application.properties[encoding=utf-8]")
                .collect(Collectors.joining(";"));
        return Map.of("spring.config.additional-location", files);
    }

    void refuseWrong() {
        List<String> problems = problems();
        if (!problems.isEmpty()) throw new Refused(String.join(System.lineSeparator(), problems));
    }

    /** One sentence for each, with what to do. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        proxies().ifPresent(problems::add);
        compartments().ifPresent(problems::add);
        gateway().ifPresent(problems::add);
        address().ifPresent(problems::add);
        host().ifPresent(problems::add);
        problems.addAll(OpenIdSettings.problems(settings));
        clockStart().ifPresent(problems::add);
        mistyped("spring.mail.port", Integer.class, "25").ifPresent(problems::add);
        Optional<String> mistyped = mistyped(HELP_LINES, Bindable.listOf(HelpLine.class), "true");
        mistyped.ifPresentOrElse(problems::add, () -> problems.addAll(contacts()));
        problems.addAll(Policies.problems(binder.bind("akoma.policy", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of())));
        return problems;
    }

    /** As the page of help reads it. */
    record HelpLine(
            @Nullable String number,
            @Nullable String country,
            boolean free,
            @Nullable String note) {}

    List<String> namedProxies() {
        return binder.bind("akoma.trusted-proxies", Bindable.listOf(String.class))
                .orElse(List.of());
    }

    private Optional<String> proxies() {
        List<String> bad =
                namedProxies().stream().filter(one -> !isAddress(one)).toList();
        if (bad.isEmpty()) return Optional.empty();
        return said("settings.proxies", String.join(", ", bad));
    }

    private static boolean isAddress(String text) {
        try {
            InetAddress.ofLiteral(text.strip());
            return true;
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    /** What the pages would show wrong: a country that is no code, and letters of another encoding. */
    private List<String> contacts() {
        Map<String, String> said = new LinkedHashMap<>();
        for (String one : List.of("data-protection", "conduct", "support")) said.put(one, setting(one));
        List<String> wrong = new ArrayList<>();
        for (int n = 0; binder.bind(HELP_LINES + "[" + n + "]", HelpLine.class).isBound(); n++) {
            String line = "helplines[" + n + "]";
            for (String part : List.of(".number", ".note")) said.put(line + part, setting(line + part));
            String country = setting(line + ".country");
            if (!country.matches("[A-Z]{2}"))
                wrong.add(Said.say(
                        "settings.contacts.country", line, country.isEmpty() ? Said.of("settings.missing") : country));
        }
        said.forEach((name, value) -> {
            if (value.indexOf(NOT_UTF_8) >= 0) wrong.add(Said.say("settings.contacts.letters", name));
        });
        return wrong;
    }

    private String setting(String contact) {
        return binder.bind("akoma.contacts." + contact, String.class).orElse("");
    }

    private Optional<String> compartments() {
        try {
            Compartments.written(settings.getProperty("akoma.compartments"));
            return Optional.empty();
        } catch (StartRefused unknown) {
            return Optional.of(unknown.said().own());
        }
    }

    private Optional<String> gateway() {
        String url = settings.getProperty("akoma.notices.gateway.url", "");
        if (url.isEmpty()) return Optional.empty();
        if (!url.startsWith("https://") && !url.startsWith("http://127.0.0.1:"))
            return said("settings.gateway.address");
        if (settings.getProperty("akoma.notices.gateway.secret", "").isEmpty()) return said("settings.gateway.secret");
        return Optional.empty();
    }

    /** Scheme, host and perhaps a port: links begin with it. */
    private Optional<String> address() {
        String address = settings.getProperty("akoma.address", "").strip();
        if (address.isEmpty() || address.matches("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?")) return Optional.empty();
        return said("settings.address", address);
    }

    /** Of the structure that runs the house: it is made of them at the first start. */
    private Optional<String> host() {
        String country = settings.getProperty("akoma.host.country", "").strip();
        if (!country.isEmpty() && !Set.of(Locale.getISOCountries()).contains(country))
            return said("settings.host.country", country);
        for (String one : List.of("name", "town")) {
            String said = settings.getProperty("akoma.host." + one, "");
            if (said.indexOf(NOT_UTF_8) >= 0 || said.length() > LONGEST_NAME)
                return said("settings.host.name", one, LONGEST_NAME);
        }
        return Optional.empty();
    }

    private Optional<String> clockStart() {
        String start = settings.getProperty("akoma.clock.start");
        if (start == null) return Optional.empty();
        try {
            Instant.parse(start);
            return Optional.empty();
        } catch (DateTimeParseException e) {
            return said("settings.clock", start.isBlank() ? Said.of("settings.empty") : start);
        }
    }

    private static Optional<String> said(String key, @Nullable Object... args) {
        return Optional.of(Said.say(key, args));
    }

    private <T> Optional<String> mistyped(String name, Class<T> type, String instance) {
        return mistyped(name, Bindable.of(type), instance);
    }

    private <T> Optional<String> mistyped(String name, Bindable<T> type, String instance) {
        try {
            binder.bind(name, type);
            return Optional.empty();
        } catch (BindException e) {
            ConfigurationProperty wrong = e.getProperty();
            return wrong == null
                    ? said("settings.unreadable", e.getName())
                    : said("settings.mistyped", wrong.getName(), wrong.getValue(), instance);
        }
    }
}
