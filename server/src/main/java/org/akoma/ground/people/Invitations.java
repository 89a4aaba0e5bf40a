package org.akoma.ground.people;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
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

    Invitations(
            ObjectProvider<JavaMailSender> mail,
            MessageSource texts,
            @Value("${akoma.notices.from:akoma@localhost}") String from) {
        this.mail = mail.getIfAvailable();
        this.texts = texts;
        this.from = from;
    }

    /** With the host by which the administrator reached this house. */
    static String link(HttpServletRequest request, String username, String token) {
        return UriComponentsBuilder.newInstance()
                .scheme(request.getScheme())
                .host(request.getServerName())
                .port(isUsual(request) ? -1 : request.getServerPort())
                .pathSegment("invitation", username, token)
                .build()
                .toUriString();
    }

    private static boolean isUsual(HttpServletRequest request) {
        return request.getServerPort() == (request.isSecure() ? 443 : 80);
    }

    /** False: there is no mail server, or it did not take the letter. The address is kept nowhere. */
    boolean send(String to, String language, String link) {
        if (mail == null) return false;
        Locale reader = Locale.of(language);
        try {
            MimeMessage message = mail.createMimeMessage();
            MimeMessageHelper letter = new MimeMessageHelper(message, false, StandardCharsets.UTF_8.name());
            letter.setFrom(from);
            letter.setTo(to);
            letter.setSubject(texts.getMessage("access.invites.subject", null, reader));
            letter.setText(texts.getMessage("access.invites.letter", null, reader) + "\n\n" + link + "\n");
            message.setHeader("Auto-Submitted", "auto-generated");
            mail.send(message);
            return true;
        } catch (MessagingException | MailException notTaken) {
            return false;
        }
    }
}
