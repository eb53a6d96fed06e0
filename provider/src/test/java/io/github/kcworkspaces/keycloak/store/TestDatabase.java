package io.github.kcworkspaces.keycloak.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import net.ttddyy.dsproxy.QueryCountHolder;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/**
 * A database with our tables, made by our changelog and validated against our entities, and with those columns of
 * Keycloak's tables that the stores read. One for each kind and JVM.
 */
final class TestDatabase {

    /** Kinds of database that the stores are tested on. */
    enum Kind {
        H2,
        POSTGRESQL
    }

    /** As in Keycloak's changelogs: names, types and keys. */
    private static final List<String> KEYCLOAK = List.of(
            "CREATE TABLE REALM (ID VARCHAR(36) NOT NULL PRIMARY KEY, NAME VARCHAR(255))",
            "CREATE TABLE USER_ENTITY (ID VARCHAR(36) NOT NULL PRIMARY KEY, USERNAME VARCHAR(255), EMAIL VARCHAR(255),"
                    + " FIRST_NAME VARCHAR(255), LAST_NAME VARCHAR(255), REALM_ID VARCHAR(255), ENABLED BOOLEAN"
                    + " DEFAULT TRUE NOT NULL, EMAIL_VERIFIED BOOLEAN DEFAULT FALSE NOT NULL, CREATED_TIMESTAMP BIGINT, FEDERATION_LINK VARCHAR(255),"
                    + " SERVICE_ACCOUNT_CLIENT_LINK VARCHAR(255), UNIQUE (REALM_ID, USERNAME))",
            "CREATE TABLE USER_ROLE_MAPPING (ROLE_ID VARCHAR(255) NOT NULL, USER_ID VARCHAR(36) NOT NULL,"
                    + " PRIMARY KEY (ROLE_ID, USER_ID))",
            "CREATE TABLE FED_USER_ROLE_MAPPING (ROLE_ID VARCHAR(36) NOT NULL, USER_ID VARCHAR(255) NOT NULL,"
                    + " REALM_ID VARCHAR(36) NOT NULL, STORAGE_PROVIDER_ID VARCHAR(36), PRIMARY KEY (ROLE_ID, USER_ID))",
            "CREATE TABLE GROUP_ROLE_MAPPING (ROLE_ID VARCHAR(36) NOT NULL, GROUP_ID VARCHAR(36) NOT NULL,"
                    + " PRIMARY KEY (ROLE_ID, GROUP_ID))",
            "CREATE TABLE KEYCLOAK_GROUP (ID VARCHAR(36) NOT NULL PRIMARY KEY, NAME VARCHAR(255),"
                    + " PARENT_GROUP VARCHAR(36) NOT NULL, REALM_ID VARCHAR(36))",
            "CREATE TABLE USER_GROUP_MEMBERSHIP (GROUP_ID VARCHAR(36) NOT NULL, USER_ID VARCHAR(36) NOT NULL,"
                    + " PRIMARY KEY (GROUP_ID, USER_ID))",
            "CREATE TABLE FED_USER_GROUP_MEMBERSHIP (GROUP_ID VARCHAR(36) NOT NULL, USER_ID VARCHAR(255) NOT NULL,"
                    + " REALM_ID VARCHAR(36) NOT NULL, STORAGE_PROVIDER_ID VARCHAR(36), PRIMARY KEY (GROUP_ID, USER_ID))",
            "CREATE TABLE ORG (ID VARCHAR(255) NOT NULL PRIMARY KEY, ENABLED BOOLEAN NOT NULL, REALM_ID VARCHAR(255)"
                    + " NOT NULL, GROUP_ID VARCHAR(255) NOT NULL, NAME VARCHAR(255) NOT NULL, ALIAS VARCHAR(255) NOT NULL)",
            "CREATE TABLE COMPONENT (ID VARCHAR(36) NOT NULL PRIMARY KEY, REALM_ID VARCHAR(36))",
            "CREATE TABLE IDENTITY_PROVIDER_MAPPER (ID VARCHAR(36) NOT NULL PRIMARY KEY, NAME VARCHAR(255),"
                    + " IDP_ALIAS VARCHAR(255), IDP_MAPPER_NAME VARCHAR(255), REALM_ID VARCHAR(36))",
            "CREATE TABLE FEDERATED_IDENTITY (IDENTITY_PROVIDER VARCHAR(255) NOT NULL, REALM_ID VARCHAR(36),"
                    + " USER_ID VARCHAR(36) NOT NULL, PRIMARY KEY (IDENTITY_PROVIDER, USER_ID))",
            "CREATE TABLE BROKER_LINK (IDENTITY_PROVIDER VARCHAR(255) NOT NULL, REALM_ID VARCHAR(36) NOT NULL,"
                    + " USER_ID VARCHAR(255) NOT NULL, PRIMARY KEY (IDENTITY_PROVIDER, USER_ID))");

    private static final ConcurrentMap<Kind, TestDatabase> DATABASES = new ConcurrentHashMap<>();

    private final EntityManagerFactory factory;
    private final DataSource source;

    static TestDatabase of(Kind kind) {
        return DATABASES.computeIfAbsent(kind, TestDatabase::new);
    }

    private TestDatabase(Kind kind) {
        DataSource plain = kind == Kind.H2 ? h2() : postgresql();
        migrate(plain);
        this.source = ProxyDataSourceBuilder.create(plain).countQuery().build();
        HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration("stores");
        StoreEntityProvider.ENTITIES.forEach(configuration::managedClass);
        this.factory = configuration
                .property("hibernate.hbm2ddl.auto", "validate")
                .property("hibernate.connection.datasource", source)
                .createEntityManagerFactory();
    }

    EntityManager open() {
        return factory.createEntityManager();
    }

    /** Work in a transaction of its own. */
    OwnTransaction ownTransaction() {
        return work -> {
            try (EntityManager em = open()) {
                em.getTransaction().begin();
                try {
                    work.accept(em);
                    em.getTransaction().commit();
                } catch (RuntimeException failure) {
                    if (em.getTransaction().isActive()) {
                        em.getTransaction().rollback();
                    }
                    throw failure;
                }
            }
        };
    }

    /** How many statements the work sends. */
    long statements(Runnable work) {
        QueryCountHolder.clear();
        work.run();
        return QueryCountHolder.getGrandTotal().getTotal();
    }

    private static DataSource h2() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";NON_KEYWORDS=VALUE;DB_CLOSE_DELAY=-1");
        return h2;
    }

    private static DataSource postgresql() {
        try {
            return EmbeddedPostgres.start().getPostgresDatabase();
        } catch (IOException failure) {
            throw new IllegalStateException("PostgreSQL does not start", failure);
        }
    }

    private static void migrate(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : KEYCLOAK) {
                statement.execute(table);
            }
            JdbcConnection jdbc = new JdbcConnection(connection);
            new Liquibase(
                            StoreEntityProvider.CHANGELOG,
                            new ClassLoaderResourceAccessor(),
                            DatabaseFactory.getInstance().findCorrectDatabaseImplementation(jdbc))
                    .update("");
        } catch (SQLException | LiquibaseException failure) {
            throw new IllegalStateException("the changelog does not run", failure);
        }
    }
}
