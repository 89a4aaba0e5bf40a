package org.akoma.ground.openid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.akoma.Said;
import org.akoma.ground.signin.ProviderSignIn;
import org.springframework.core.env.Environment;

/**
 * The provider of identities that the operator names.
 *
 * @param label what people call it
 * @param trusted values of {@code acr} for which the provider's second factor spares the code of the house at the door; empty = none does
 * @param address of this house, to which the provider sends people back
 */
public record OpenIdSettings(
        String issuer, String clientId, String clientSecret, String label, Set<String> trusted, String address)
        implements ProviderSignIn.Offer {

    /** Without it there is no provider. */
    public static final String ISSUER = "akoma.oidc.issuer";

    private static final String SECRET = "akoma.oidc.client-secret";
    private static final String TLS = "https://\\S+|http://(localhost|127\\.0\\.0\\.1):\\d+\\S*";
    private static final int LONGEST = 300;

    static OpenIdSettings of(Environment settings) {
        return new OpenIdSettings(
                setting(settings, ISSUER),
                setting(settings, "akoma.oidc.client-id"),
                secret(settings),
                setting(settings, "akoma.oidc.name"),
                byProvider(settings) ? acr(settings) : Set.of(),
                setting(settings, "akoma.address"));
    }

    /** Where the provider sends people back to; it is registered there. */
    String returnsTo() {
        return address + "/sign-in/provider/done";
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "OpenIdSettings[" + issuer + "]";
    }

    /** One sentence for each setting that a start refuses, with what to do. */
    public static List<String> problems(Environment settings) {
        List<String> problems = new ArrayList<>();
        if (settings.getProperty(ISSUER) == null) return problems;
        String issuer = setting(settings, ISSUER);
        if (!issuer.matches(TLS) || issuer.length() > LONGEST || issuer.matches(".*[?#].*"))
            problems.add(Said.say("settings.oidc.issuer", issuer.isEmpty() ? Said.of("settings.empty") : issuer));
        for (String one : List.of("akoma.oidc.client-id", "akoma.oidc.name"))
            if (setting(settings, one).isEmpty()) problems.add(Said.say("settings.oidc.missing", one, ISSUER));
        if (setting(settings, "akoma.address").isEmpty()) problems.add(Said.say("settings.oidc.address", ISSUER));
        if (secret(settings).isEmpty()) problems.add(Said.say("settings.oidc.secret"));
        String factor = setting(settings, "akoma.oidc.second-factor");
        if (!factor.matches("|house|provider")) problems.add(Said.say("settings.oidc.factor", factor));
        if (byProvider(settings) && acr(settings).isEmpty()) problems.add(Said.say("settings.oidc.acr"));
        return problems;
    }

    private static boolean byProvider(Environment settings) {
        return setting(settings, "akoma.oidc.second-factor").equals("provider");
    }

    private static Set<String> acr(Environment settings) {
        return Arrays.stream(setting(settings, "akoma.oidc.acr").split(",", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String secret(Environment settings) {
        String file = setting(settings, SECRET + "-file");
        if (file.isEmpty()) return setting(settings, SECRET);
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String setting(Environment settings, String name) {
        return settings.getProperty(name, "").strip();
    }
}
