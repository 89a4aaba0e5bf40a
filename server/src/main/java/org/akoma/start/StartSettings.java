package org.akoma.start;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.Refused;
import org.akoma.ground.database.Compartments;
import org.akoma.ground.database.StartRefused;
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

    private final Environment settings;
    private final Binder binder;

    StartSettings(Environment settings) {
        this.settings = settings;
        this.binder = Binder.get(settings);
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
        mistyped("spring.mail.port", Integer.class, "25").ifPresent(problems::add);
        mistyped("akoma.contacts.helplines", Bindable.listOf(HelpLine.class), "true")
                .ifPresent(problems::add);
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
        return Optional.of("AKOMA_TRUSTED_PROXIES names what is no IP address: " + String.join(", ", bad)
                + ". Write addresses with commas between: 127.0.0.1, 10.0.0.5.");
    }

    private static boolean isAddress(String text) {
        try {
            InetAddress.ofLiteral(text.strip());
            return true;
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    private Optional<String> compartments() {
        try {
            Compartments.written(settings.getProperty("akoma.compartments"));
            return Optional.empty();
        } catch (StartRefused unknown) {
            return Optional.ofNullable(unknown.getMessage());
        }
    }

    private Optional<String> gateway() {
        String url = settings.getProperty("akoma.notices.gateway.url", "");
        if (url.isEmpty()) return Optional.empty();
        if (!url.startsWith("https://") && !url.startsWith("http://127.0.0.1:"))
            return Optional.of(
                    "The gateway for SMS is named by no https address. Set akoma.notices.gateway.url to one that begins with https://.");
        if (settings.getProperty("akoma.notices.gateway.secret", "").isEmpty())
            return Optional.of("The gateway for SMS has no secret. Set akoma.notices.gateway.secret.");
        return Optional.empty();
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
            return Optional.of(
                    wrong == null
                            ? "The setting " + e.getName() + " cannot be read. Write it as docs/operations.md says."
                            : "The setting " + wrong.getName() + " is " + wrong.getValue()
                                    + ", which cannot be read. Write " + instance + " for instance, or take it away.");
        }
    }
}
