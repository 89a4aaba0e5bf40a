package org.akoma.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

/** Settings that a start refuses, each by one sentence. */
class StartSettingsTest {

    private static List<String> problems(String name, String value) {
        return new StartSettings(new MockEnvironment().withProperty(name, value)).problems();
    }

    private static void refused(String name, String value, String... words) {
        assertThat(problems(name, value)).singleElement().asString().contains(words);
    }

    @Test
    void eachIsNamedWithWhatToWrite() {
        refused("akoma.trusted-proxies", "10.0.0.0/8, 127.0.0.1", "10.0.0.0/8", "127.0.0.1, 10.0.0.5");
        refused("akoma.compartments", "police", "AKOMA_COMPARTMENTS is police", "enforcement");
        refused("akoma.notices.gateway.url", "http://sms.example", "https://");
        refused("akoma.notices.gateway.url", "https://sms.example", "akoma.notices.gateway.secret");
        refused("akoma.clock.start", "2025-01-01", "AKOMA_CLOCK_START is 2025-01-01", "2015-11-16T08:00:00Z");
        refused("akoma.clock.start", "", "AKOMA_CLOCK_START is empty");
        refused("spring.mail.port", "smtp", "spring.mail.port is smtp", "25");
        refused("akoma.contacts.helplines[0].free", "oui", "akoma.contacts.helplines[0].free is oui", "true");
        refused("akoma.contacts.helplines[0].country", "Côte d’Ivoire", "two capital letters", "CI");
        refused("akoma.host.country", "Ghana", "akoma.host.country is Ghana", "GH");
        refused("akoma.host.country", "XX", "no country");
        refused("akoma.host.town", "A".repeat(81), "akoma.host.town");
        refused("akoma.contacts.support", "L\uFFFDonie", "akoma.contacts.support", "as UTF-8");
        refused("akoma.policy.caseload.max", "abc", "akoma.policy.caseload.max is abc");
    }

    /** A provider of identities without what belongs to it, and one that is whole. */
    @Test
    void aProviderOfIdentitiesIsWholeOrRefused(@TempDir Path folder) throws IOException {
        assertThat(problems("akoma.oidc.issuer", "http://sso.example"))
                .anyMatch(one -> one.contains("akoma.oidc.issuer is http://sso.example") && one.contains("https://"));
        MockEnvironment settings = new MockEnvironment()
                .withProperty("akoma.oidc.issuer", "https://sso.example/realms/akoma")
                .withProperty("akoma.oidc.second-factor", "provider");
        assertThat(new StartSettings(settings).problems())
                .hasSize(5)
                .anyMatch(one -> one.contains("akoma.oidc.client-id"))
                .anyMatch(one -> one.contains("akoma.oidc.name"))
                .anyMatch(one -> one.contains("akoma.address"))
                .anyMatch(one -> one.contains("client-secret-file"))
                .anyMatch(one -> one.contains("akoma.oidc.acr"));
        Path secret = Files.writeString(folder.resolve("secret"), "known to both\n");
        settings.withProperty("akoma.oidc.client-id", "akoma")
                .withProperty("akoma.oidc.name", "Compte du ministère")
                .withProperty("akoma.oidc.client-secret-file", secret.toString())
                .withProperty("akoma.oidc.acr", "gold")
                .withProperty("akoma.address", "https://akoma.example.org");
        assertThat(new StartSettings(settings).problems()).isEmpty();
    }

    @Test
    void rightOnesAreLeftAlone() {
        MockEnvironment right = new MockEnvironment()
                .withProperty("akoma.trusted-proxies", "127.0.0.1, ::1")
                .withProperty("akoma.compartments", "protection, custody")
                .withProperty("akoma.notices.gateway.url", "https://sms.example")
                .withProperty("akoma.notices.gateway.secret", "a secret")
                .withProperty("spring.mail.port", "587")
                .withProperty("akoma.clock.start", "2015-11-16T08:00:00Z")
                .withProperty("akoma.host.name", "ONG Enfance et avenir")
                .withProperty("akoma.host.country", "GH")
                .withProperty("akoma.host.town", "Accra")
                .withProperty("akoma.contacts.helplines[0].number", "116")
                .withProperty("akoma.contacts.helplines[0].country", "CI")
                .withProperty("akoma.contacts.helplines[0].free", "true")
                .withProperty("akoma.policy.caseload.max", "20");
        assertThat(new StartSettings(right).problems()).isEmpty();
        assertThat(new StartSettings(new MockEnvironment()).problems()).isEmpty();
    }

    /** As an operator's editor writes it, with accents; what comes from the environment or the command line still wins. */
    @Test
    void theFileOfTheStartFolderIsReadAsUtf8(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("application.properties"),
                "akoma.contacts.helplines[0].country=CI\nakoma.contacts.helplines[0].note=Allô enfants en détresse, « jour et nuit »\n");
        Environment read = SettingsCheck.settings(StartSettings.readAsUtf8(folder.toString()));
        assertThat(read.getProperty("akoma.contacts.helplines[0].note"))
                .isEqualTo("Allô enfants en détresse, « jour et nuit »");
        assertThat(new StartSettings(read).problems()).isEmpty();
        Files.write(
                folder.resolve("application.properties"),
                "akoma.contacts.support=Allô".getBytes(StandardCharsets.ISO_8859_1));
        Environment other = SettingsCheck.settings(StartSettings.readAsUtf8(folder.toString()));
        assertThat(new StartSettings(other).problems())
                .singleElement()
                .asString()
                .contains("Save application.properties as UTF-8");
    }
}
