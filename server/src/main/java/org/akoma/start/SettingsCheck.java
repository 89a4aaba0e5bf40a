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
import org.akoma.Said;
import org.akoma.ground.database.CheckResult;
import org.akoma.ground.database.CheckResult.Level;
import org.akoma.ground.openid.OpenIdCheck;
import org.akoma.ground.passkeys.PasskeyCheck;
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
        refused.forEach(problem -> results.add(new CheckResult(Level.WRONG, problem, "")));
        if (refused.isEmpty()) proxies();
        if (refused.isEmpty()) address();
        if (refused.isEmpty()) results.add(PasskeyCheck.of(settings.getProperty("akoma.address", "")));
        certificates();
        if (refused.isEmpty()) mail(mailTo);
        if (refused.isEmpty()) gateway();
        if (refused.isEmpty()) OpenIdCheck.of(settings).ifPresent(results::add);
        return List.copyOf(results);
    }

    private void language() {
        String names = System.getProperty("sun.jnu.encoding", "");
        if (names.toUpperCase(Locale.ROOT).startsWith("UTF")) ok("doctor.names.right");
        else wrong("doctor.names.wrong", names);
        if (!TimeZone.getDefault().hasSameRules(TimeZone.getTimeZone("UTC")))
            warning("doctor.zone", TimeZone.getDefault().getID());
    }

    /** Where the machine's own service of time can be asked. */
    private void clock() {
        String answer = timedatectl();
        if (answer.equals("yes")) ok("doctor.ntp.kept");
        else if (answer.equals("no")) warning("doctor.ntp.not-kept");
        else ok("doctor.ntp.unknown", Instant.now());
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
        if (!named().isEmpty()) ok("doctor.proxy.believed", String.join(", ", named()));
        else if (!served.isEmpty()) ok("doctor.proxy.served", String.join(", ", served));
        else warning("doctor.proxy.none");
    }

    private void address() {
        String address = settings.getProperty("akoma.address", "").strip();
        if (!address.isEmpty()) ok("doctor.address.named", address);
        else warning("doctor.address.none");
    }

    private List<String> named() {
        return new StartSettings(settings).namedProxies();
    }

    private void certificates() {
        certificate("doctor.certificate.server", settings.getProperty("server.ssl.certificate", ""));
        String url = System.getenv().getOrDefault("AKOMA_DB_URL", "");
        for (String part : url.substring(url.indexOf('?') + 1).split("&", -1))
            for (String name : List.of("sslrootcert=", "sslcert="))
                if (part.startsWith(name)) certificate("doctor.certificate.database", part.substring(name.length()));
    }

    void certificate(String of, String place) {
        if (place.isEmpty()) return;
        Path file = Path.of(place.replaceFirst("^file:", ""));
        try (InputStream in = Files.newInputStream(file)) {
            X509Certificate read =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            Instant ends = read.getNotAfter().toInstant();
            String said = "doctor.certificate.ends";
            if (ends.isBefore(Instant.now())) wrong(said, Said.of(of), file, ends);
            else if (ends.isBefore(Instant.now().plus(ENDS_SOON))) warning(said, Said.of(of), file, ends);
            else ok(said, Said.of(of), file, ends);
        } catch (IOException | CertificateException e) {
            wrong("doctor.certificate.unreadable", Said.of(of), file);
        }
    }

    private void mail(@Nullable String to) {
        String host = settings.getProperty("spring.mail.host", "");
        if (host.isEmpty()) {
            if (to == null) warning("doctor.mail.none");
            else wrong("doctor.mail.no-server", to);
            return;
        }
        if (settings.getProperty("akoma.notices.from", "").isEmpty()) warning("doctor.mail.from");
        int port = settings.getProperty("spring.mail.port", Integer.class, 25);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), REACHED_IN_MS);
        } catch (UnknownHostException e) {
            wrong("doctor.mail.unknown", host);
            return;
        } catch (IOException e) {
            wrong("doctor.mail.not-reached", host, port);
            return;
        }
        JavaMailSenderImpl sender = sender(host, port);
        try {
            sender.testConnection();
        } catch (MessagingException e) {
            wrong("doctor.mail.shut", host, port, words(e));
            return;
        }
        if (to == null) ok("doctor.mail.reached", host, port);
        else send(sender, to);
    }

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
                "Ce courriel a été envoyé par ./akoma doctor\u00a0: la messagerie fonctionne.\n\nThis letter was sent by ./akoma doctor. Mail works.");
        try {
            sender.send(letter);
            ok("doctor.mail.taken", to);
        } catch (MailAuthenticationException e) {
            wrong("doctor.mail.stranger", words(e));
        } catch (MailSendException e) {
            Exception why = e.getMessageExceptions().length == 0 ? e : e.getMessageExceptions()[0];
            wrong("doctor.mail.not-taken", to, words(why));
        } catch (MailException e) {
            wrong("doctor.mail.not-sent", to, words(e));
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
        if (!settings.getProperty("akoma.notices.gateway.url", "").isEmpty()) ok("doctor.gateway");
    }

    private void ok(String key, Object... args) {
        results.add(CheckResult.ok(key, args));
    }

    private void warning(String key, Object... args) {
        results.add(CheckResult.warning(key, args));
    }

    private void wrong(String key, Object... args) {
        results.add(CheckResult.wrong(key, args));
    }
}
