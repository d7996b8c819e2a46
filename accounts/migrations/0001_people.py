import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                ('full_name', models.CharField(max_length=120, verbose_name='name')),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'Français'), ('de', 'Deutsch'), ('ko', '한국어')], default='en', max_length=2, verbose_name='language')),
                ('time_zone', models.CharField(choices=[('Asia/Seoul', 'Seoul'), ('Europe/Luxembourg', 'Luxembourg')], default='Europe/Luxembourg', max_length=40, verbose_name='time zone')),
                ('staff_role', models.CharField(blank=True, choices=[('', 'none'), ('reviewer', 'reviewer'), ('administrator', 'administrator')], default='', max_length=13, verbose_name='staff role')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='joined')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='accounts_user_email_unique'), models.CheckConstraint(condition=models.Q(('staff_role__in', ['', 'reviewer', 'administrator'])), name='accounts_user_staff_role'), models.CheckConstraint(condition=models.Q(('language__in', ['en', 'fr', 'de', 'ko'])), name='accounts_user_language')],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('digest', models.CharField(max_length=128, primary_key=True, serialize=False)),
                ('token_key', models.CharField(db_index=True, max_length=25)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('expiry', models.DateTimeField(blank=True, null=True)),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('scope', models.CharField(choices=[('read', 'read'), ('write', 'read and change'), ('staff', "read, change and staff's work")], default='read', max_length=5, verbose_name='what it may do')),
                ('last_used_at', models.DateTimeField(editable=False, null=True, verbose_name='last used')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='auth_token_set', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'API token',
                'verbose_name_plural': 'API tokens',
                'ordering': ['-created', 'digest'],
                'constraints': [models.CheckConstraint(condition=models.Q(('scope__in', ['read', 'write', 'staff'])), name='accounts_apitoken_scope')],
            },
        ),
    ]
