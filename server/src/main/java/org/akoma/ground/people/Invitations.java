package org.akoma.ground.people;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.akoma.ground.database.RestoredCopy;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The link of a new account, and its letter. The link is the first half of a one-time password: alone it opens nothing, because who approves the role
 * tells the person the second half.
 */
@Component
class Invitations {

    private final @Nullable JavaMailSender mail;
    private final MessageSource texts;
    private final String from;
    private final String address;
    private final RestoredCopy copy;

    Invitations(
            ObjectProvider<JavaMailSender> mail,
            MessageSource texts,
            RestoredCopy copy,
            @Value("${akoma.notices.from:akoma@localhost}") String from,
            @Value("${akoma.address:}") String address) {
        this.mail = mail.getIfAvailable();
        this.texts = texts;
        this.copy = copy;
        this.from = from;
        this.address = address.strip();
    }

    /**
     * Who is invited.
     *
     * @param language of the account
     * @param mail where the link is sent; null = nowhere
     */
    record To(String username, String language, @Nullable String mail) {}

    /**
     * The address of a first visit, in the language of the account.
     *
     * @param here whether it opens on the machine of the application alone
     */
    record Link(String address, boolean here) {}

    /** At the public address of this house; where none is set, at the host by which the administrator reached it. */
    Link link(HttpServletRequest request, To to, String token) {
        UriComponents link = (address.isEmpty() ? reached(request) : UriComponentsBuilder.fromUriString(address))
                .pathSegment("invitation", to.username(), token)
                .queryParam("lang", to.language())
                .build();
        return new Link(link.toUriString(), isThisMachine(String.valueOf(link.getHost())));
    }

    /** How the link leaves: {@code sent} by a letter, {@code unsent} although one was wanted, or {@code shown}. */
    String way(To to, Link link) {
        if (send(to, link)) return "sent";
        return to.mail() == null ? "shown" : "unsent";
    }

    private static UriComponentsBuilder reached(HttpServletRequest request) {
        boolean usual = request.getServerPort() == (request.isSecure() ? 443 : 80);
        return UriComponentsBuilder.newInstance()
                .scheme(request.getScheme())
                .host(request.getServerName())
                .port(usual ? -1 : request.getServerPort());
    }

    private static boolean isThisMachine(String host) {
        return host.matches("(.+\\.)?localhost|127(\\.[0-9]+){3}|0\\.0\\.0\\.0|\\[?::1]?");
    }

    /**
     * To the address that was typed with the account, which is kept nowhere. False: there is none, no mail server, it did not take the letter, the link
     * opens nowhere else, or the house is a restored copy.
     */
    boolean send(To invited, Link link) {
        String to = invited.mail();
        if (mail == null || to == null || link.here() || copy.isOne()) return false;
        Locale reader = Locale.of(invited.language());
        try {
            MimeMessage message = mail.createMimeMessage();
            MimeMessageHelper letter = new MimeMessageHelper(message, false, StandardCharsets.UTF_8.name());
            letter.setFrom(from);
            letter.setTo(to);
            letter.setSubject(texts.getMessage("access.invites.subject", null, reader));
            letter.setText(texts.getMessage("access.invites.letter", null, reader) + "\n\n" + link.address() + "\n");
            message.setHeader("Auto-Submitted", "auto-generated");
            mail.send(message);
            return true;
        } catch (MessagingException | MailException notTaken) {
            return false;
        }
    }
}
