package org.akoma.ground.notices;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.akoma.ground.database.RestoredCopy;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** By e-mail, where {@code spring.mail.host} names a server and the house is no restored copy. */
@Component
class Mail implements Sender {

    private final @Nullable JavaMailSender mail;
    private final NotificationText text;
    private final RestoredCopy copy;
    private final String from;

    Mail(
            ObjectProvider<JavaMailSender> mail,
            NotificationText text,
            RestoredCopy copy,
            @Value("${akoma.notices.from:akoma@localhost}") String from) {
        this.mail = mail.getIfAvailable();
        this.text = text;
        this.copy = copy;
        this.from = from;
    }

    @Override
    public String channel() {
        return EMAIL;
    }

    @Override
    public boolean isReady() {
        return mail != null && !copy.isOne();
    }

    @Override
    public Outcome send(OutgoingNotice notice) {
        if (mail == null || copy.isOne()) return Outcome.TRY_AGAIN;
        try {
            mail.send(message(mail, notice));
            return Outcome.SENT;
        } catch (MailAuthenticationException e) {
            return Outcome.TRY_AGAIN;
        } catch (MailSendException e) {
            return judged(e);
        } catch (MessagingException | MailException e) {
            return Outcome.REFUSED;
        }
    }

    private MimeMessage message(JavaMailSender sender, OutgoingNotice notice) throws MessagingException {
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, false, StandardCharsets.UTF_8.name());
        helper.setFrom(from);
        helper.setTo(notice.to());
        helper.setSubject(text.subject(notice));
        helper.setText(text.body(notice));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Akoma-Notice", notice.id().toString());
        return message;
    }

    /** A server that was never reached, or that refused the address, has surely not taken it; of a broken line nobody knows. */
    private static Outcome judged(MailSendException e) {
        for (Throwable cause : reasons(e)) {
            if (cause instanceof MailConnectException) return Outcome.TRY_AGAIN;
            if (cause instanceof SendFailedException) return Outcome.REFUSED;
        }
        return Outcome.UNKNOWN;
    }

    private static Throwable[] reasons(MailSendException e) {
        Exception[] each = e.getMessageExceptions();
        return each != null && each.length > 0 ? each : new Throwable[] {e.getCause() == null ? e : e.getCause()};
    }
}
