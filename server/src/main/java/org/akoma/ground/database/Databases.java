package org.akoma.ground.database;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** One small pool per compartment, behind one routing DataSource. */
@Configuration(proxyBeanMethods = false)
@EnableTransactionManagement
class Databases {

    @Bean
    Compartments compartments(@Value("${akoma.compartments:}") List<String> names) {
        return Compartments.named(names);
    }

    /** Beside the data folder unless they were put elsewhere. */
    @Bean
    KeyFiles keyFiles(@Value("${akoma.data:data}") Path data, @Value("${akoma.keys:}") String keys) {
        return keys.isBlank() ? new DataFolder(data).keyFiles() : new KeyFiles(Path.of(keys));
    }

    @Bean
    ErasureLedger erasureLedger(KeyFiles keys) {
        return new ErasureLedger(keys);
    }

    @Bean
    @Lazy(false) // read outside any transaction
    RestoredCopy restoredCopy(JdbcClient jdbc) {
        return RestoredCopy.read(jdbc);
    }

    @Bean
    Pools pools(DatabaseAddress address, Compartments compartments) {
        return new Pools(address, compartments);
    }

    @Bean
    @Primary
    DataSource dataSource(Pools pools) {
        CompartmentDataSource routing = new CompartmentDataSource();
        routing.setTargetDataSources(new HashMap<>(pools.byCompartment));
        return routing;
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }

    @Bean
    JdbcTemplate jdbcTemplate(DataSource dataSource) {
        return new JdbcTemplate(dataSource, true); // lazy: reading metadata now would need a compartment
    }

    @Bean
    JdbcClient jdbcClient(JdbcTemplate template) {
        return JdbcClient.create(template);
    }

    /** Pools connect when first asked, so that a start waits for none of them. */
    static final class Pools implements DisposableBean {
        private static final int CARE_CONNECTIONS = 10;
        private static final int OTHER_CONNECTIONS = 3;
        /** How long a request waits for a database that does not answer before it gets 503. */
        private static final Duration PATIENCE = Duration.ofSeconds(4);

        private final Map<Compartment, HikariDataSource> byCompartment = new EnumMap<>(Compartment.class);

        Pools(DatabaseAddress address, Compartments compartments) {
            for (Compartment compartment : compartments.served()) {
                byCompartment.put(compartment, pool(address, compartment));
            }
        }

        private static HikariDataSource pool(DatabaseAddress address, Compartment compartment) {
            HikariDataSource pool = pool(address, compartment.login());
            pool.setMaximumPoolSize(compartment == Compartment.PROTECTION ? CARE_CONNECTIONS : OTHER_CONNECTIONS);
            pool.setMinimumIdle(1);
            return pool;
        }

        /** A pool that does not connect yet. */
        static HikariDataSource pool(DatabaseAddress address, String login) {
            HikariDataSource pool = new HikariDataSource(); // this constructor does not connect yet
            pool.setPoolName(login);
            pool.setJdbcUrl(address.url());
            pool.setUsername(login);
            pool.setPassword(address.password(login));
            pool.setConnectionTimeout(PATIENCE.toMillis());
            pool.setValidationTimeout(PATIENCE.toMillis() / 2);
            pool.setIdleTimeout(Duration.ofMinutes(2).toMillis());
            pool.setAutoCommit(true);
            pool.addDataSourceProperty("ApplicationName", "akoma");
            pool.addDataSourceProperty("connectTimeout", Long.toString(PATIENCE.toSeconds()));
            pool.addDataSourceProperty("tcpKeepAlive", "true"); // notices a server that vanished without a word
            pool.addDataSourceProperty("logServerErrorDetail", "false"); // a detail may quote a row
            pool.addDataSourceProperty(
                    "prepareThreshold", "1"); // a plan is kept from the first call on (kept-plans.md)
            return pool;
        }

        @Override
        public void destroy() {
            byCompartment.values().forEach(HikariDataSource::close);
        }
    }
}
