package org.akoma.start;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import org.akoma.ground.database.CheckResult;
import org.akoma.ground.openid.OpenIdCheck;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** What can be seen of the machine and of the settings: locale, clock, proxy, certificates, mail, gateway. */
final class SettingsCheck {

    private static final int REACHED_IN_MS = 4_000;
    private static final Duration ENDS_SOON = Duration.ofDays(30);

    private final ConfigurableEnvironment settings;
    private final List<String> served;
    private final List<CheckResult> results = new ArrayList<>();

    /** @param served the proxies that the last start believed */
    SettingsCheck(ConfigurableEnvironment settings, List<String> served) {
        this.settings = settings;
        this.served = List.copyOf(served);
    }

    /** As a start reads them: the environment and {@code application.properties} of the folder in which it is started. */
    static ConfigurableEnvironment settings() {
        return settings(StartSettings.readAsUtf8("."));
    }

    static ConfigurableEnvironment settings(Map<String, Object> defaults) {
        StandardEnvironment settings = new StandardEnvironment();
        DefaultPropertiesPropertySource.addOrMerge(defaults, settings.getPropertySources());
        ConfigDataEnvironmentPostProcessor.applyTo(settings);
        return settings;
    }

    /** @param mailTo where a letter is sent to; null: none is */
    List<CheckResult> all(@Nullable String mailTo) {
        language();
        clock();
        List<String> refused = new StartSettings(settings).problems();
        refused.forEach(problem -> wrong(problem, ""));
        if (refused.isEmpty()) proxies();
        if (refused.isEmpty()) address();
        certificates();
        if (refused.isEmpty()) mail(mailTo);
        if (refused.isEmpty()) gateway();
        if (refused.isEmpty()) OpenIdCheck.of(settings).ifPresent(results::add);
        return List.copyOf(results);
    }

    private void language() {
        String names = System.getProperty("sun.jnu.encoding", "");
        if (names.toUpperCase(Locale.ROOT).startsWith("UTF")) ok("Names of files are read as UTF-8.");
        else
            wrong(
                    "Names of files are read as " + names + ": a folder with an accent would be another folder.",
                    "Start by ./akoma, or set LC_ALL=C.UTF-8 in the service unit.");
        if (!TimeZone.getDefault().hasSameRules(TimeZone.getTimeZone("UTC")))
            warning(
                    "This program runs in the time zone "
                            + TimeZone.getDefault().getID() + ".",
                    "Start by ./akoma, or with -Duser.timezone=UTC.");
    }

    /** Where the machine's own service of time can be asked. */
    private void clock() {
        String answer = timedatectl();
        if (answer.equals("yes")) ok("The clock is kept by NTP.");
        else if (answer.equals("no"))
            warning("The clock is not kept by NTP.", "timedatectl set-ntp true, or install chrony.");
        else ok("Whether the clock is kept by NTP cannot be asked here; it is " + Instant.now() + ".");
    }

    private static String timedatectl() {
        try {
            Process asked = new ProcessBuilder("timedatectl", "show", "-p", "NTPSynchronized", "--value")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!asked.waitFor(3, TimeUnit.SECONDS)) {
                asked.destroyForcibly();
                return "";
            }
            return new String(asked.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII)
                    .strip();
        } catch (IOException notThere) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private void proxies() {
        if (!named().isEmpty())
            ok("The TLS proxy " + String.join(", ", named()) + " is believed; cookies are Secure behind it.");
        else if (!served.isEmpty())
            ok("The TLS proxy " + String.join(", ", served)
                    + " is believed since the last start of serve; cookies are Secure behind it.");
        else
            warning(
                    "No TLS proxy is named: cookies are not marked Secure, and people on other machines would come without TLS.",
                    "Name the proxy's address in AKOMA_TRUSTED_PROXIES; nothing to do while only this machine is used.");
    }

    private void address() {
        String address = settings.getProperty("akoma.address", "").strip();
        if (!address.isEmpty()) ok("Links of invitations begin with " + address + ".");
        else
            warning(
                    "No public address is named: links of invitations begin with the address that the administrator happens to use.",
                    "Set akoma.address, such as https://akoma.example.org (docs/operations.md).");
    }

    private List<String> named() {
        return new StartSettings(settings).namedProxies();
    }

    private void certificates() {
        certificate("the server", settings.getProperty("server.ssl.certificate", ""));
        String url = System.getenv().getOrDefault("AKOMA_DB_URL", "");
        for (String part : url.substring(url.indexOf('?') + 1).split("&", -1))
            for (String name : List.of("sslrootcert=", "sslcert="))
                if (part.startsWith(name)) certificate("the database", part.substring(name.length()));
    }

    void certificate(String of, String place) {
        if (place.isEmpty()) return;
        Path file = Path.of(place.replaceFirst("^file:", ""));
        try (InputStream in = Files.newInputStream(file)) {
            X509Certificate read =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            Instant ends = read.getNotAfter().toInstant();
            String said = "The certificate of " + of + " in " + file + " ends at " + ends + ".";
            String mend = "Put a new one into its place.";
            if (ends.isBefore(Instant.now())) wrong(said, mend);
            else if (ends.isBefore(Instant.now().plus(ENDS_SOON))) warning(said, mend);
            else ok(said);
        } catch (IOException | CertificateException e) {
            wrong("The certificate of " + of + " cannot be read from " + file + ".", "Name the right PEM file.");
        }
    }

    private void mail(@Nullable String to) {
        String host = settings.getProperty("spring.mail.host", "");
        if (host.isEmpty()) {
            warning(
                    "No mail server is named: the bell rings in Akoma alone.",
                    "Set spring.mail.host and akoma.notices.from (docs/operations.md).");
            return;
        }
        if (settings.getProperty("akoma.notices.from", "").isEmpty())
            warning(
                    "akoma.notices.from is not set: letters come from akoma@localhost.",
                    "Set it to an address of yours.");
        int port = settings.getProperty("spring.mail.port", Integer.class, 25);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), REACHED_IN_MS);
        } catch (UnknownHostException e) {
            wrong("There is no mail server " + host + ": the name is not known.", "See spring.mail.host.");
            return;
        } catch (IOException e) {
            wrong(
                    "The mail server " + host + ":" + port + " is not reached.",
                    "See spring.mail.host, spring.mail.port and the firewall.");
            return;
        }
        JavaMailSenderImpl sender = sender(host, port);
        try {
            sender.testConnection();
        } catch (MessagingException e) {
            wrong(
                    "The mail server " + host + ":" + port + " is reached and lets nobody in. It says: " + words(e),
                    ACCESS);
            return;
        }
        if (to == null)
            ok("The mail server " + host + ":" + port
                    + " is reached and lets Akoma in. Whether it takes a letter, --mail-to ADDRESS shows.");
        else send(sender, to);
    }

    private static final String ACCESS = "See spring.mail.username, spring.mail.password and spring.mail.properties.*.";

    private JavaMailSenderImpl sender(String host, int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(host);
        sender.setPort(port);
        sender.setUsername(settings.getProperty("spring.mail.username"));
        sender.setPassword(settings.getProperty("spring.mail.password"));
        Properties more = new Properties();
        for (String wait : List.of("connectiontimeout", "timeout", "writetimeout"))
            more.put("mail.smtp." + wait, String.valueOf(REACHED_IN_MS));
        more.putAll(Binder.get(settings)
                .bind("spring.mail.properties", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of()));
        sender.setJavaMailProperties(more);
        return sender;
    }

    private void send(JavaMailSenderImpl sender, String to) {
        SimpleMailMessage letter = new SimpleMailMessage();
        letter.setFrom(settings.getProperty("akoma.notices.from", "akoma@localhost"));
        letter.setTo(to);
        letter.setSubject("Akoma");
        letter.setText(
                "This letter was sent by ./akoma doctor. Mail works.\n\nEnvoyé par ./akoma doctor : la messagerie fonctionne.");
        try {
            sender.send(letter);
            ok("A letter to " + to + " was taken by the mail server; see that it arrives.");
        } catch (MailAuthenticationException e) {
            wrong("The mail server does not know Akoma. It says: " + words(e), ACCESS);
        } catch (MailSendException e) {
            Exception why = e.getMessageExceptions().length == 0 ? e : e.getMessageExceptions()[0];
            wrong(
                    "The mail server did not take a letter to " + to + ". It says: " + words(why),
                    "Its words say why: see akoma.notices.from and the address, or ask who keeps the mail server.");
        } catch (MailException e) {
            wrong("The letter to " + to + " was not sent: " + words(e), ACCESS);
        }
    }

    /** What the server itself answered, which lies at the bottom. */
    private static String words(Exception problem) {
        Throwable last = problem;
        while (last != null) {
            Throwable next = last instanceof MessagingException mail && mail.getNextException() != null
                    ? mail.getNextException()
                    : last.getCause();
            if (next == null) break;
            last = next;
        }
        return String.valueOf(Objects.requireNonNullElse(last, problem).getMessage())
                .strip()
                .replaceAll("\\s+", " ");
    }

    private void gateway() {
        if (!settings.getProperty("akoma.notices.gateway.url", "").isEmpty()) ok("A gateway for SMS is named.");
    }

    private void ok(String sentence) {
        results.add(CheckResult.ok(sentence));
    }

    private void warning(String sentence, String mend) {
        results.add(CheckResult.warning(sentence, mend));
    }

    private void wrong(String sentence, String mend) {
        results.add(CheckResult.wrong(sentence, mend));
    }
}
