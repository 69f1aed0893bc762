"""The screens of correction, dispute and restriction."""
