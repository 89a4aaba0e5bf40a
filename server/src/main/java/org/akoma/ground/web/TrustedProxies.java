package org.akoma.ground.web;

import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.akoma.Refused;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Accepts a proxy's headers about a caller (TLS, address, host) only from addresses that the operator named. */
@Component
class TrustedProxies implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final List<InetAddress> proxies;

    /** @param addresses IP addresses of {@code AKOMA_TRUSTED_PROXIES}; none: nobody is believed */
    TrustedProxies(@Value("${akoma.trusted-proxies:}") List<String> addresses) {
        proxies = addresses.stream().map(TrustedProxies::address).toList();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.ofLiteral(text.strip());
        } catch (IllegalArgumentException name) {
            throw Refused.of("settings.proxies.one", text);
        }
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        if (!proxies.isEmpty()) server.addEngineValves(valve());
    }

    private RemoteIpValve valve() {
        RemoteIpValve valve = new RemoteIpValve();
        valve.setInternalProxies(proxies.stream()
                .map(address -> Pattern.quote(address.getHostAddress()))
                .collect(Collectors.joining("|")));
        valve.setProtocolHeader("X-Forwarded-Proto");
        valve.setHostHeader("X-Forwarded-Host");
        valve.setPortHeader("X-Forwarded-Port");
        return valve;
    }
}
